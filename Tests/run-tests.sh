#!/usr/bin/env bash
# Builds everything and runs every test project. Needs the .NET 10 SDK; installs from Debian's packages what else is missing.
# --fast leaves out what needs a process of its own, PostgreSQL or mono, and what tries every moment or many cases; nothing is installed then.
# Other arguments go to `dotnet test`, for example: Tests/run-tests.sh --project Tests/Finance.Tests/Finance.Tests.csproj
set -uo pipefail
cd "$(dirname "$0")/.."

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -E "$@"; fi; }

install() {
    local missing=()
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    echo "Installing ${missing[*]} …"
    as_root apt-get -o DPkg::Lock::Timeout=300 update -qq && DEBIAN_FRONTEND=noninteractive as_root apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

fast=false
[ "${1:-}" != --fast ] || { fast=true; shift; }

install_missing() {
    # mono runs the plug-in tests on the .NET Framework build of the assembly, which is what Dataverse loads.
    install mono-runtime mono-devel || { echo "mono could not be installed: the plug-in tests need it. Install the packages mono-runtime and mono-devel, then run this again." >&2; exit 1; }

    # The tests of finance and connector start a PostgreSQL server of their own from Debian's programs. The package would also make a system cluster and start it: nothing here needs that.
    has_postgresql() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }
    install_postgresql() {
        install postgresql-common && as_root sed -i 's/^#\?create_main_cluster *=.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf && install postgresql
    }
    has_postgresql || install_postgresql || { echo "PostgreSQL could not be installed: the tests of finance and connector need its programs. Install the package postgresql, then run this again." >&2; exit 1; }

    # The scripts of the solution are checked with what npm brings. A Node.js from elsewhere has npm with it.
    { command -v node && command -v npm; } >/dev/null || install nodejs npm || { echo "Node.js could not be installed: the scripts of the solution need it. Install the packages nodejs and npm, then run this again." >&2; exit 1; }

    # The apps of the solution are clicked in a browser; none is downloaded.
    command -v chromium >/dev/null || install chromium || { echo "Chromium could not be installed: the tests in a browser need it. Install the package chromium, then run this again." >&2; exit 1; }
}
$fast || install_missing

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

# The hosts of the tests watch no files: a user has 128 inotify instances, and tests of several runs at once need more.
export DOTNET_hostBuilder__reloadConfigOnChange=false

# A test process lives for a minute or two: code that is compiled again for its own profile never pays.
export DOTNET_TieredPGO=0
if $fast; then
    modules=$(printf 'Tests/%s.Tests/bin/Debug/net10.0/*.Tests.dll;' Finance Plugins Connector LocalDataverse Solution ModelDrivenShell)
    set -- --test-modules "${modules%;}" --filter 'TestCategory!=Process&TestCategory!=Exhaustive' "$@"
fi
[ $# -gt 0 ] || set -- --solution InvoicePlugins.sln
dotnet build InvoicePlugins.sln --nologo --verbosity quiet || { echo "0 passed, 1 failed"; exit 1; }

output=$(mktemp)
trap 'rm -f "$output"' EXIT
# Two test programs more than there are cores: some tests do nothing but wait until what was killed is missed.
dotnet test "$@" --no-build --no-progress --max-parallel-test-modules $(($(nproc) + 2)) 2>&1 | tee "$output"
status=${PIPESTATUS[0]}

count() { grep -oE "^ *$1: [0-9]+" "$output" | grep -oE '[0-9]+' | tail -n 1; }
passed=$(count succeeded)
failed=$(count failed)
# A test host that never reported is a failure too, although no test of it failed.
[ "$status" -eq 0 ] || [ "${failed:-0}" -gt 0 ] || failed=1
echo "${passed:-0} passed, ${failed:-0} failed"
exit "$status"
