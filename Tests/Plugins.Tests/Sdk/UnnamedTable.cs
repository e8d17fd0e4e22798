using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Sdk;

/// <summary>A class that derives from Entity and does not say which table it stands for.</summary>
public sealed class UnnamedTable : Entity { }
