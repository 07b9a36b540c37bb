namespace TetraBridge.Delivery.Sending;

/// <summary>How a sending ended. The default says that nobody answered: forgetting to answer means a resend, never a loss.</summary>
internal enum VerdictKind
{
    /// <summary>No answer, or one that breaks off: send again.</summary>
    NoAnswer,

    /// <summary>The receiver has taken all records.</summary>
    Delivered,

    /// <summary>The receiver asks to come again (after <see cref="Verdict.After"/>, where it says so).</summary>
    Retry,

    /// <summary>An operator's problem (wrong path, token, certificate, proxy): hold the route, say so loudly, try slowly.</summary>
    Hold,

    /// <summary>The destination is gone and will not come back (a closed standard output): the route ends.</summary>
    Gone,

    /// <summary>The receiver refuses these records for what they are: split, and dead-letter the single one.</summary>
    Rejected,

    /// <summary>The request is larger than the receiver takes: split, and dead-letter the single one.</summary>
    TooLarge,

    /// <summary>
    /// Taken, but for <see cref="Verdict.RejectedRecords"/> records that the receiver doesn't name. Never sent again (OTLP specification).
    /// </summary>
    PartlyRejected,

    /// <summary>Taken, but for the records that <see cref="Verdict.Left"/> names: those alone are sent again, in order.</summary>
    PartlyTaken,
}
