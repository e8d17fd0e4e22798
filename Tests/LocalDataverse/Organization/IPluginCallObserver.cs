using Microsoft.Xrm.Sdk;

namespace LocalDataverse;

/// <summary>
/// Is told of every call that a plug-in makes to the organization service, also of those of the plug-ins that such a call runs. For measuring.
/// </summary>
public interface IPluginCallObserver
{
    void Started(OrganizationRequest request);

    /// <summary>The call has ended, with an answer or a fault; calls end in the reverse order of their starts.</summary>
    void Ended(OrganizationRequest request);
}
