namespace LocalDataverse;

public enum PluginTraceLogSetting
{
    Off = 0,
    Exception = 1,
    All = 2,
}
