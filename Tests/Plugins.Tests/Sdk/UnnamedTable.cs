using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Sdk;

/// <summary>A class that derives from Entity and does not say which table it stands for.</summary>
internal sealed class UnnamedTable : Entity { }
