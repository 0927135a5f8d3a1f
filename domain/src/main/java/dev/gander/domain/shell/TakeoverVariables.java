package dev.gander.domain.shell;

import dev.gander.domain.extension.RefusedVariables;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Variables of the environment by which a harmless program runs something else, or means other
/// files: those that no extension may set, and those that count within a shell.
final class TakeoverVariables {
  private static final Set<String> NAMES =
      Set.of(
          "IFS",
          "ENV",
          "HOME",
          "PWD",
          "OLDPWD",
          "CDPATH",
          "SHELL",
          "SHELLOPTS",
          "GLOBIGNORE",
          "PROMPT_COMMAND",
          "FPATH",
          "ZDOTDIR",
          "NULLCMD",
          "READNULLCMD",
          "PAGER",
          "MANPAGER",
          "EDITOR",
          "VISUAL",
          "FCEDIT",
          "BROWSER",
          "LESSOPEN",
          "LESSCLOSE",
          "LESSEDIT",
          "INPUTRC",
          "TERMINFO",
          "LOCPATH",
          "NLSPATH",
          "GCONV_PATH",
          "HOSTALIASES",
          "RES_OPTIONS",
          "LOCALDOMAIN",
          "MAKEFLAGS",
          "MAKEFILES",
          "CC",
          "CXX",
          "RUSTC",
          "RUSTC_WRAPPER",
          "TAR_OPTIONS",
          "GREP_OPTIONS",
          "RSYNC_RSH",
          "CVS_RSH",
          "SSH_ASKPASS",
          "SUDO_ASKPASS",
          "SUDO_EDITOR",
          "JAVA_TOOL_OPTIONS",
          "_JAVA_OPTIONS",
          "JDK_JAVA_OPTIONS",
          "PERL5OPT",
          "PERL5LIB",
          "PERL5DB",
          "RUBYLIB",
          "PYTHONSTARTUP",
          "PYTHONINSPECT",
          "PYTHONBREAKPOINT",
          "PYTHONUSERBASE",
          "PYTHONWARNINGS",
          "NODE_PATH",
          "LUA_INIT",
          "LUA_PATH",
          "PHPRC",
          "PHP_INI_SCAN_DIR",
          "R_PROFILE",
          "OPENSSL_CONF",
          "CURL_HOME",
          "WGETRC",
          "KUBECONFIG",
          "DOCKER_HOST",
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "ALL_PROXY",
          "FTP_PROXY",
          "NO_PROXY",
          "TMPDIR");

  private static final List<String> BEGINNINGS =
      List.of("LD_", "DYLD_", "BASH", "PS", "GIT_", "NPM_CONFIG_", "PIP_", "CARGO_", "MAVEN_");

  private TakeoverVariables() {}

  static boolean contain(String name) {
    String capital = name.toUpperCase(Locale.ROOT);
    return NAMES.contains(capital)
        || BEGINNINGS.stream().anyMatch(capital::startsWith)
        || RefusedVariables.contain(name);
  }
}
