using System.Security.Cryptography;
using System.Text;

namespace TetraBridge.Sinks.Otlp.Transport;

/// <summary>Reads what an operator keeps in files (certificates, key, headers). Thread-safe.</summary>
internal sealed class OtlpCredentialFiles(OtlpOptions options)
{
    /// <summary>True where there is anything to read again.</summary>
    public bool Any =>
        options.CaFile is not null || options.CertificateFile is not null || options.KeyFile is not null || options.HeadersFile is not null;

    /// <summary>Reads all of them now.</summary>
    /// <exception cref="UnusableCredentialsException">A file can't be read or holds something else.</exception>
    public OtlpCredentials Read()
    {
        var ca = TextOf("CA", options.CaFile);
        var certificate = TextOf("certificate", options.CertificateFile);
        var key = TextOf("key", options.KeyFile);
        var headers = TextOf("headers", options.HeadersFile);
        if (key is not null && certificate is null)
        {
            throw new UnusableCredentialsException($"there is a key ({options.KeyFile}) but no certificate: name the certificate file too");
        }

        var mistakes = new List<string>();
        var fromFile = OtlpHeaders.FromFile(headers ?? "", mistakes);
        if (mistakes.Count > 0)
        {
            throw new UnusableCredentialsException($"the headers file {options.HeadersFile} has mistakes: {string.Join("; ", mistakes)}");
        }

        var fingerprint = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', ca, certificate, key, headers))));
        return new OtlpCredentials(ca, certificate, key, OtlpHeaders.Merge(options.Headers, fromFile), fingerprint);
    }

    // The content is compared, not the time: Kubernetes changes a secret by moving a link, and the file's own time says nothing.
    private static string? TextOf(string what, string? path)
    {
        try
        {
            return path is null ? null : File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnusableCredentialsException($"the {what} file {path} can't be read: {e.Message}", e);
        }
    }
}
