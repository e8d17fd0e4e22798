namespace LocalDataverse.Messages;

/// <summary>Answers a bulk or batch message: for clients, and refused inside plug-ins.</summary>
internal interface IClientMessageHandler : IMessageHandler;
