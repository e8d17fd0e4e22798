namespace System.Activities;

public abstract class CodeActivity : Activity
{
    protected abstract void Execute(CodeActivityContext context);
}
