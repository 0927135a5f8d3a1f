package dev.gander.domain.shell;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Programs that run code which we do not look at.
final class OpaquePrograms {
  private static final Set<String> LANGUAGES =
      Set.of(
          "python",
          "pypy",
          "perl",
          "ruby",
          "irb",
          "node",
          "nodejs",
          "deno",
          "bun",
          "php",
          "lua",
          "luajit",
          "tclsh",
          "wish",
          "expect",
          "osascript",
          "rscript",
          "r",
          "julia",
          "groovy",
          "scala",
          "jshell",
          "ghci",
          "runghc",
          "ocaml",
          "guile",
          "racket",
          "sbcl",
          "clisp",
          "elixir",
          "iex",
          "erl",
          "fish",
          "csh",
          "tcsh",
          "nu",
          "elvish",
          "xonsh",
          "pwsh",
          "powershell",
          "cmd",
          "wsl",
          "wscript",
          "cscript",
          "vim",
          "vi",
          "nvim",
          "view",
          "ex",
          "ed",
          "emacs",
          "emacsclient",
          "gdb",
          "lldb",
          "sqlite",
          "psql",
          "mysql",
          "source",
          ".");
  private static final Set<String> RUNNERS =
      Set.of(
          "npx",
          "uvx",
          "pipx",
          "bunx",
          "ssh",
          "mosh",
          "rsh",
          "docker",
          "podman",
          "nerdctl",
          "kubectl",
          "lxc",
          "strace",
          "ltrace",
          "script",
          "flock",
          "parallel",
          "chroot",
          "unshare",
          "nsenter",
          "systemd-run",
          "pkexec",
          "at",
          "batch",
          "crontab",
          "tmux",
          "screen",
          "start-stop-daemon",
          "proot",
          "fakeroot",
          "firejail",
          "bwrap",
          "rlwrap",
          "entr",
          "setpriv",
          "capsh",
          "machinectl",
          "run-parts",
          "socat",
          "fd",
          "fdfind",
          "perf",
          "valgrind",
          "rustup",
          "setarch",
          "linux",
          "x86_64",
          "xterm",
          "tcpdump",
          "m",
          "nix",
          "nix-shell",
          "prlimit",
          "numactl",
          "cpulimit",
          "daemonize",
          "chpst",
          "softlimit",
          "runit",
          "dbus-run-session",
          "xvfb-run",
          "ssh-agent",
          "gosu",
          "su-exec",
          "choom",
          "hyperfine",
          "inotifywait",
          "watchexec",
          "sg",
          "newgrp",
          "pkexec.exe",
          "rundll",
          "mshta",
          "launchctl");

  /// Words with which tools that do much else run any program.
  private static final Map<String, Set<String>> RUNNING =
      Map.of(
          "npm", Set.of("exec", "x"),
          "pnpm", Set.of("exec", "dlx"),
          "yarn", Set.of("exec", "dlx"),
          "uv", Set.of("run", "tool"),
          "poetry", Set.of("run"),
          "pipenv", Set.of("run"),
          "bundle", Set.of("exec"),
          "conda", Set.of("run"),
          "mise", Set.of("exec", "x"),
          "ip", Set.of("exec"));

  private static final Set<String> SHELL_CHANGING =
      Set.of(
          "trap",
          "alias",
          "unalias",
          "enable",
          "hash",
          "bind",
          "complete",
          "compgen",
          "compopt",
          "mapfile",
          "readarray",
          "let",
          "fc",
          "zmodload",
          "autoload",
          "functions",
          "emulate",
          "disable",
          "setopt",
          "unsetopt",
          "noglob",
          "nocorrect",
          "repeat",
          "foreach",
          "zle",
          "sched",
          "always",
          "-",
          "shopt");

  /// Prints lines, deletes them, or replaces text.
  private static final Pattern HARMLESS_SED =
      Pattern.compile(
          "(([0-9]+|\\$)?(,([0-9]+|\\$))?[pdq=])|s([/|#,:])((?!\\5)[^\\\\\\n])*\\5((?!\\5)[^\\\\\\n])*\\5[gpI0-9]*");

  /// The expression needs stack for each character.
  private static final int LONGEST_SED = 500;

  private static final Pattern CODE_IN_AWK = Pattern.compile("system|[|>@]|getline|-f|close");

  private OpaquePrograms() {}

  /// The loader of programs, which runs the one that it is told.
  static boolean isLoader(String name) {
    return name.startsWith("ld-") || name.equals("ld.so");
  }

  /// What cannot be told; empty for other programs.
  ///
  /// @throws NotUnderstood for commands that change what later ones mean
  static String note(String name, List<ShellWord> words) {
    List<ShellWord> arguments = words.subList(1, words.size());
    if (SHELL_CHANGING.contains(name) || isNumberTest(name, arguments)) {
      throw new NotUnderstood("changes what other commands mean, or runs a text");
    }
    return switch (name) {
      case "awk", "gawk", "mawk", "nawk" -> isHarmlessAwk(arguments) ? "" : "runs a program";
      case "sed", "gsed" -> isHarmlessSed(arguments) ? "" : "runs a program";
      default -> {
        boolean isOpaque =
            LANGUAGES.contains(name)
                || RUNNERS.contains(name)
                || isLoader(name)
                || mayRunAny(name, arguments);
        yield isOpaque ? "runs code that is not looked at" : "";
      }
    };
  }

  private static boolean mayRunAny(String name, List<ShellWord> arguments) {
    Set<String> running = RUNNING.getOrDefault(name, Set.of());
    return arguments.stream().map(ShellWord::shown).anyMatch(running::contains);
  }

  /// Where the shell computes with a text, that may run a command.
  private static boolean isNumberTest(String name, List<ShellWord> arguments) {
    return switch (name) {
      case "printf" -> arguments.stream().limit(1).anyMatch(it -> it.shown().startsWith("-v"));
      case "read", "unset" -> arguments.stream().anyMatch(it -> it.text().isEmpty());
      case "test", "[", "[[" ->
          arguments.stream().anyMatch(it -> it.shown().matches("-[vR]"))
              || (name.equals("[[")
                  && arguments.stream().anyMatch(it -> it.shown().matches("-(eq|ne|[lg][te])")));
      default -> false;
    };
  }

  private static boolean isHarmlessAwk(List<ShellWord> arguments) {
    return arguments.stream()
        .allMatch(
            word -> word.text().filter(text -> !CODE_IN_AWK.matcher(text).find()).isPresent());
  }

  /// All texts are looked at, since any of them may be a script.
  private static boolean isHarmlessSed(List<ShellWord> arguments) {
    boolean isScriptSeen = false;
    for (ShellWord word : arguments) {
      String text = word.shown();
      if (word.mayBeOption()) {
        boolean isHarmless = text.matches("-[nErsuz]+") && word.text().isPresent();
        if (!isHarmless) {
          return false;
        }
      } else if (!isScriptSeen) {
        isScriptSeen = true;
        boolean isHarmless =
            word.text().isPresent()
                && text.length() <= LONGEST_SED
                && HARMLESS_SED.matcher(text).matches();
        if (!isHarmless) {
          return false;
        }
      }
    }
    return isScriptSeen;
  }
}
