package dev.gander.adapters.mcp.developer;

/// The part of the system prompt that explains these tools.
final class Instructions {
  private static final String COMMON =
      """
      Use these tools to write and run software on the user's machine. Be economical: choose the \
      tool that gets there in the fewest steps, and ask for several independent things at once.

      Finding your way:
      - Begin with `tree` to see how a project is laid out.
      - %s
      - Read the part of a file that you are going to change before you change it.

      Changing things:
      - `edit` for a change inside a file, `write` for a new file or one that changes as a whole.
      - Afterwards run what proves the change: the project's tests, its build or its linter.

      Running things:
      - Each `shell` command starts afresh in the working folder and has no standard input.
      - %s
      """;
  private static final String UNIX =
      COMMON.formatted(
          "Then search with `rg` and read with `cat` or `sed -n` in `shell`, only the lines that"
              + " matter.",
          "Python is called `python3`.");
  private static final String WINDOWS =
      COMMON.formatted(
          "Then search with `findstr` and read with `type` or `Get-Content` in `shell`, only the"
              + " lines that matter.",
          "Commands are for Windows; separate folders with a backslash.");

  private Instructions() {}

  static String text(boolean windows) {
    return windows ? WINDOWS : UNIX;
  }
}
