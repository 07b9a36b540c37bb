using System.IO.Hashing;

namespace TetraBridge.Events;

/// <summary>
/// The pods that were read, by a hash of how their text begins: a node has few, and two of them in a line are more than half of its values.
/// Bounded: a pod takes the place of the one that was there. Not thread-safe.
/// </summary>
internal sealed class RepeatedPods
{
    private const int Places = 512;

    // Namespace, name, uid and the beginning of the container's id.
    private const int Told = 160;

    private readonly PodTemplate?[] _templates = new PodTemplate?[Places];

    /// <summary>Where the pod that begins here is kept, if it is kept; null for a text too short to tell pods apart.</summary>
    public PodTemplate? Find(FieldNode pod, ReadOnlySpan<byte> rest)
    {
        if (rest.Length < Told)
        {
            return null;
        }

        var place = (int)(XxHash3.HashToUInt64(rest[..Told], pod.Slot) % Places);
        return _templates[place] ??= new PodTemplate();
    }
}
