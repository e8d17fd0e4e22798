#if NETFRAMEWORK
using System.ComponentModel;

namespace System.Runtime.CompilerServices
{
    /// <summary>The compiler asks for it where a property has an init accessor.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    internal static class IsExternalInit;
}

namespace System
{
    internal static class MissingMembers
    {
        extension(ArgumentNullException)
        {
            public static void ThrowIfNull(object? argument, [Runtime.CompilerServices.CallerArgumentExpression(nameof(argument))] string? name = null)
            {
                if (argument is null)
                {
                    throw new ArgumentNullException(name);
                }
            }
        }

        extension(string text)
        {
            public bool Contains(string part, StringComparison comparison) => text.IndexOf(part, comparison) >= 0;
        }
    }
}

namespace System.Runtime.CompilerServices
{
    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class CallerArgumentExpressionAttribute(string parameterName) : Attribute
    {
        public string ParameterName { get; } = parameterName;
    }
}
#endif
