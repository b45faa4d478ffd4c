# Checks for Java and provides programs that are missing. Sourced by scripts that call themselves $command.

fail() {
	printf '%s: %s\n' "$command" "$*" >&2
	exit 1
}

# The packages of those programs, each given as program:package, that are missing
packages_of_missing_programs() { # program:package ...
	local entry
	for entry in "$@"; do
		if ! PATH="$PATH:/usr/sbin:/usr/local/sbin" command -v "${entry%%:*}" >/dev/null 2>&1; then
			printf '%s\n' "${entry#*:}"
		fi
	done
}

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
		sudo -n "$@"
	else
		return 1
	fi
}

# The packages would start servers of their own on the usual ports, which nobody wants
install_packages() { # package ...
	command -v apt-get >/dev/null 2>&1 || return 1
	printf '%s: installing %s\n' "$command" "$*"
	as_root apt-get -qq update &&
		as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
			apt-get -qq install -y --no-install-recommends "$@" >/dev/null
}

# Installs packages, or says what to do
provide() { # package ...
	if [ $# -gt 0 ] && ! install_packages "$@"; then
		fail "please install $* first, for example with 'apt-get install $*' or 'brew install $*'."
	fi
}

java_version() {
	local java="java"
	[ -z "${JAVA_HOME:-}" ] || java="$JAVA_HOME/bin/java"
	"$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1
}

check_java() {
	local version
	version=$(java_version || true)
	[ -n "$version" ] || fail "no Java found. Install a JDK 17 or later, or set JAVA_HOME."
	[ "$version" -ge 17 ] || fail "Java $version is too old. Install a JDK 17 or later, or set JAVA_HOME."
}
