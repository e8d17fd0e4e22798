#if NETFRAMEWORK
namespace System.Runtime.CompilerServices;

/// <summary>The compiler marks init accessors with it; .NET Framework has none.</summary>
internal static class IsExternalInit;
#endif
