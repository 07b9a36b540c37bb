namespace TetraBridge.Delivery.Batches;

/// <summary>
/// Some records of a batch in a row: what a sink is asked to send. Splitting makes two slices of the same batch; no bytes move.
/// </summary>
internal readonly record struct BatchSlice(Batch Batch, int Start, int Count)
{
    /// <summary>The whole batch.</summary>
    public BatchSlice(Batch batch)
        : this(batch, 0, batch.Records.Count)
    {
    }

    /// <summary>The first half, rounded up.</summary>
    public BatchSlice FirstHalf => this with { Count = (Count + 1) / 2 };

    /// <summary>What the first half leaves.</summary>
    public BatchSlice SecondHalf => new(Batch, Start + ((Count + 1) / 2), Count - ((Count + 1) / 2));

    /// <summary>These records, as slices of neighbours, in order.</summary>
    /// <param name="indices">Counted from the slice's start, ascending.</param>
    public IReadOnlyList<BatchSlice> Runs(IReadOnlyList<int> indices)
    {
        var runs = new List<BatchSlice>();
        foreach (var index in indices)
        {
            if (runs.Count > 0 && runs[^1].Start + runs[^1].Count == Start + index)
            {
                runs[^1] = runs[^1] with { Count = runs[^1].Count + 1 };
            }
            else
            {
                runs.Add(new BatchSlice(Batch, Start + index, 1));
            }
        }

        return runs;
    }

    /// <summary>The record with this number, counted from the slice's start.</summary>
    public BatchRecord this[int index] => Batch.Records[Start + index];

    /// <summary>Bytes of the records, without what the request adds.</summary>
    public long RecordBytes
    {
        get
        {
            long sum = 0;
            for (var i = 0; i < Count; i++)
            {
                sum += this[i].Length;
            }

            return sum;
        }
    }
}
