using TetraBridge.Buffers;
using TetraBridge.Categories;
using TetraBridge.Enrichment;
using TetraBridge.Records.Attributes;

namespace TetraBridge.Records.Mapping;

/// <summary>Tells what the categories said of an event: ids, evidence, hints, ATT&amp;CK techniques. Not thread-safe.</summary>
internal sealed class JudgementAttributes
{
    private readonly RecordKeys _keys = AttributeCatalog.Instance.Keys;
    private readonly Utf8Text _utf8 = new();
    private readonly ByteBuffer _evidence = new(256);

    /// <summary>Writes the attributes.</summary>
    public void Write(EventFacts facts, IRecordWriter writer)
    {
        Ids(_keys.CategoryHint, facts.Hints, writer);
        if (facts.Matches.Count == 0)
        {
            return;
        }

        Ids(_keys.Category, facts.Matches, writer);
        writer.Text(_keys.RuleCategory, _utf8.Of(facts.Matches[0].Category.Info.Id));
        Evidence(facts.Matches, writer);
        Techniques(facts.Matches, writer);
    }

    private void Ids(AttributeKey key, List<Judged> judged, IRecordWriter writer)
    {
        if (judged.Count == 0)
        {
            return;
        }

        writer.BeginList(key);
        foreach (var one in judged)
        {
            writer.Item(_utf8.Of(one.Category.Info.Id));
        }

        writer.EndList();
    }

    private void Evidence(List<Judged> matches, IRecordWriter writer)
    {
        var ambiguous = false;
        writer.BeginList(_keys.Evidence);
        foreach (var match in matches)
        {
            _evidence.Clear();
            _evidence.Write(_utf8.Of(match.Category.Info.Id));
            _evidence.Write(match.Judgement.EvidenceTail);
            writer.Item(_evidence.Written);
            ambiguous |= match.Judgement.IsAmbiguous;
        }

        writer.EndList();
        if (ambiguous)
        {
            writer.Flag(_keys.Ambiguous, true);
        }
    }

    private void Techniques(List<Judged> matches, IRecordWriter writer)
    {
        var any = false;
        for (var i = 0; i < matches.Count; i++)
        {
            var techniques = matches[i].Category.Info.Techniques;
            for (var j = 0; j < techniques.Count; j++)
            {
                if (IsToldBefore(matches, i, techniques[j]))
                {
                    continue;
                }

                if (!any)
                {
                    writer.Text(_keys.ThreatFramework, "MITRE ATT&CK"u8);
                    writer.BeginList(_keys.ThreatTechnique);
                    any = true;
                }

                writer.Item(_utf8.Of(techniques[j]));
            }
        }

        if (any)
        {
            writer.EndList();
        }
    }

    private static bool IsToldBefore(List<Judged> matches, int match, string technique)
    {
        for (var i = 0; i < match; i++)
        {
            var techniques = matches[i].Category.Info.Techniques;
            for (var j = 0; j < techniques.Count; j++)
            {
                if (techniques[j] == technique)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
