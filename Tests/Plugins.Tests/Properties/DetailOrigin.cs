namespace Plugins.Tests.Properties;

/// <summary>Where a random detail comes from.</summary>
internal enum DetailOrigin
{
    Taken,
    AddedOnTimeAndMaterial,
    AddedOnFixedPrice,
    Milestone,
}
