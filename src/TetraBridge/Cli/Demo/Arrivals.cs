namespace TetraBridge.Cli.Demo;

/// <summary>Counts what arrived. Thread-safe.</summary>
internal sealed class Arrivals
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _uids = [];
    private readonly Dictionary<string, (int Count, string Example)> _categories = [];
    private int _requests;
    private int _records;

    /// <summary>How many requests came.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>How many records came.</summary>
    public int Records => Volatile.Read(ref _records);

    /// <summary>How many different uids they have.</summary>
    public int Uids
    {
        get
        {
            lock (_lock)
            {
                return _uids.Count;
            }
        }
    }

    /// <summary>Counts a request.</summary>
    public void Add(IEnumerable<ArrivedRecord> records)
    {
        lock (_lock)
        {
            _requests++;
            foreach (var record in records)
            {
                _records++;
                _uids.Add(record.Uid);
                foreach (var category in record.Categories)
                {
                    var known = _categories.GetValueOrDefault(category, (0, record.Body));
                    _categories[category] = (known.Item1 + 1, known.Item2);
                }
            }
        }
    }

    /// <summary>How many records of a category came, and the first one's sentence.</summary>
    public (int Count, string Example) Of(string category)
    {
        lock (_lock)
        {
            return _categories.GetValueOrDefault(category, (0, ""));
        }
    }
}
