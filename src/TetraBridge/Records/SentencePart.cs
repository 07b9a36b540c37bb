using TetraBridge.Events;

namespace TetraBridge.Records;

/// <summary>A piece of a sentence: words of ours, or the value of a field.</summary>
/// <param name="Words">UTF-8; empty where it is a field.</param>
/// <param name="Field">The field; <see cref="Field.None"/> where it is words.</param>
internal readonly record struct SentencePart(byte[] Words, Field Field)
{
    /// <summary>A field's value.</summary>
    public static implicit operator SentencePart(Field field) => new([], field);

    /// <summary>Words of ours.</summary>
    public static implicit operator SentencePart(string words) => new(System.Text.Encoding.UTF8.GetBytes(words), Field.None);
}
