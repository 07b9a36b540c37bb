using TetraBridge.Events;

namespace TetraBridge.Records.Resources;

/// <summary>Keeps encoded resources: they repeat from event to event. Not thread-safe.</summary>
internal sealed class ResourceCache
{
    // A node may see many pods come and go: the table starts anew when it is full.
    private const int Most = 4096;

    private readonly Dictionary<UInt128, EncodedResource> _encoded = [];
    private readonly ResourceKey _key = new();
    private readonly Func<TetragonEvent?, EncodedResource> _encode;

    /// <summary>Takes what encodes the resource of an event, or with null our own.</summary>
    public ResourceCache(Func<TetragonEvent?, EncodedResource> encode)
    {
        _encode = encode;
        Own = encode(null);
    }

    /// <summary>The resource of records of our own.</summary>
    public EncodedResource Own { get; }

    /// <summary>The resource of an event; <paramref name="isNew"/> where it was not kept.</summary>
    public EncodedResource Of(TetragonEvent e, out bool isNew)
    {
        var key = _key.Of(e);
        isNew = !_encoded.TryGetValue(key, out var resource);
        if (resource is null)
        {
            if (_encoded.Count >= Most)
            {
                _encoded.Clear();
            }

            resource = _encode(e);
            _encoded.Add(key, resource);
        }

        return resource;
    }
}
