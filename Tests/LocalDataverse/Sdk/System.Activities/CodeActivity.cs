namespace System.Activities;

public abstract class CodeActivity : Activity
{
    internal void Run(CodeActivityContext context) => Execute(context);

    protected abstract void Execute(CodeActivityContext context);
}
