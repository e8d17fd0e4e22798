using System;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[Serializable]
public abstract class SdkExceptionBase : Exception
{
    protected SdkExceptionBase(string message)
        : base(message) { }

    protected SdkExceptionBase(Exception innerException)
        : base(null, innerException) { }

    protected SdkExceptionBase(string message, Exception innerException)
        : base(message, innerException) { }

    protected SdkExceptionBase(SerializationInfo info, StreamingContext context)
        : base(info, context) { }
}
