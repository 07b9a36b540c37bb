using TetraBridge.Categories;
using TetraBridge.Events;

namespace TetraBridge.Cli;

/// <summary>`categories --json`: the names here are an interface.</summary>
internal static class CategoryJson
{
    /// <summary>A JSON array, an object a category.</summary>
    public static string Of(IReadOnlyList<CategoryInfo> categories) => JsonLine.Of(json =>
    {
        json.WriteStartArray();
        for (var i = 0; i < categories.Count; i++)
        {
            var category = categories[i];
            json.WriteStartObject();
            json.WriteString("id", category.Id);
            json.WriteString("tells", category.Tells);
            json.WriteString("needs", category.Needs);
            json.WriteString("severity", category.BaseSeverity.Text());
            json.WriteNumber("severityNumber", (int)category.BaseSeverity);
            json.Strings("techniques", category.Techniques);
            json.WriteBoolean("configured", i >= CategoryTable.All.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
