namespace System.Activities;

public abstract class InArgument : Argument { }
