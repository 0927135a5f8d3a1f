package dev.gander.domain.shell;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Options by which a harmless program runs a command.
final class CodeInOptions {
  /// Long options may be shortened as far as this, and no program has another one that begins so.
  private static final int SHORTEST = 4;

  private static final Map<String, Set<String>> LONG =
      Map.of(
          "git",
          Set.of(
              "--config-env",
              "--exec-path=",
              "--upload-pack",
              "--receive-pack",
              "--exec",
              "--extcmd",
              "--open-files-in-pager",
              "--config",
              "--template",
              "--tree-filter",
              "--index-filter",
              "--msg-filter",
              "--env-filter",
              "--commit-filter",
              "--parent-filter",
              "--tag-name-filter",
              "--setup",
              "--gpg-sign",
              "--textconv",
              "--ext-diff",
              "--sendmail-cmd",
              "--smtp-server",
              "--to-cmd",
              "--cc-cmd",
              "--remote-helper"),
          "tar",
          Set.of(
              "--to-command",
              "--checkpoint-action",
              "--use-compress-program",
              "--rsh-command",
              "--rmt-command",
              "--info-script",
              "--new-volume-script"),
          "rsync",
          Set.of("--rsh", "--rsync-path"),
          "zip",
          Set.of("--unzip-command"),
          "sort",
          Set.of("--compress-program"),
          "split",
          Set.of("--filter"),
          "man",
          Set.of("--pager", "--html", "--preprocessor"),
          "wget",
          Set.of("--use-askpass", "--execute", "--config"),
          "curl",
          Set.of("--config"),
          "make",
          Set.of("--eval"));

  private static final Map<String, String> LETTERS =
      Map.of(
          "tar", "IF", "rsync", "e", "zip", "T", "man", "PH", "wget", "e", "scp", "oSFD", "sftp",
          "oSbFD", "curl", "K");

  /// Of git, wherever they stand.
  private static final Set<String> GIT_CODE =
      Set.of(
          "-c",
          "bisect",
          "filter-branch",
          "foreach",
          "difftool",
          "mergetool",
          "send-email",
          "hook",
          "daemon",
          "shell",
          "instaweb",
          "credential",
          "fast-import",
          "upload-pack",
          "receive-pack",
          "remote-ext",
          "maintenance",
          "-x",
          "p4",
          "svn");

  private static final Set<String> GIT_READING =
      Set.of("--get", "--get-all", "--get-regexp", "--list", "-l", "get", "list");
  private static final Set<String> HARMLESS_SETTINGS =
      Set.of(
          "user.name",
          "user.email",
          "init.defaultbranch",
          "pull.rebase",
          "push.default",
          "core.autocrlf",
          "color.ui");

  private CodeInOptions() {}

  /// @throws NotUnderstood if there is such an option
  static void refuse(String name, List<ShellWord> words) {
    List<String> arguments = words.stream().skip(1).map(ShellWord::shown).toList();
    Set<String> longOnes = LONG.getOrDefault(name, Set.of());
    String letters = LETTERS.getOrDefault(name, "");
    boolean mayHide =
        (LONG.containsKey(name) || LETTERS.containsKey(name))
            && words.stream().skip(1).anyMatch(it -> it.text().isEmpty() && it.mayBeOption());
    if (mayHide) {
      throw new NotUnderstood("has arguments that may be options, and are not known before");
    }
    for (String argument : arguments) {
      if (isLong(argument, longOnes) || isShort(argument, letters)) {
        throw found();
      }
    }
    if (name.equals("git")) {
      refuseInGit(arguments);
    }
    if (name.equals("tar")
        && arguments.stream().limit(1).anyMatch(it -> it.matches("[a-zA-Z]*[IF][a-zA-Z]*"))) {
      throw found();
    }
  }

  private static void refuseInGit(List<String> arguments) {
    boolean isCode =
        arguments.stream()
            .anyMatch(
                it ->
                    GIT_CODE.contains(it)
                        || it.matches("-[cxO].+|-O")
                        || it.matches("(?s).*\\b(ext|fd)::.*"));
    // Where something is pushed or added, the same letter is harmless.
    boolean isClone = arguments.contains("clone") && isShort(arguments, "u");
    if (isCode || isClone || isUnknownSetting(arguments)) {
      throw found();
    }
  }

  private static boolean isUnknownSetting(List<String> arguments) {
    return arguments.contains("config")
        && arguments.stream().noneMatch(GIT_READING::contains)
        && arguments.stream()
            .noneMatch(it -> HARMLESS_SETTINGS.contains(it.toLowerCase(Locale.ROOT)));
  }

  private static NotUnderstood found() {
    return new NotUnderstood("has an option that may run another command");
  }

  private static boolean isLong(String argument, Set<String> options) {
    int equals = argument.indexOf('=');
    String option = equals < 0 ? argument : argument.substring(0, equals);
    return option.length() >= SHORTEST
        && option.startsWith("--")
        && options.stream()
            .anyMatch(
                it ->
                    it.endsWith("=")
                        ? argument.startsWith(it)
                        : it.equals(option) || (it.startsWith(option) && !isOwn(option)));
  }

  /// Words of their own that are also beginnings of others.
  private static boolean isOwn(String option) {
    return Set.of("--ext", "--tag", "--set", "--exec-path", "--com", "--template").contains(option);
  }

  private static boolean isShort(List<String> arguments, String letters) {
    return arguments.stream().anyMatch(it -> isShort(it, letters));
  }

  private static boolean isShort(String argument, String letters) {
    return argument.startsWith("-")
        && !argument.startsWith("--")
        && argument.chars().skip(1).anyMatch(c -> letters.indexOf(c) >= 0);
  }
}
