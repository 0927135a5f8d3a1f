package dev.gander.domain.policy;

import dev.gander.domain.shell.ShellSyntax;
import java.util.List;
import java.util.Optional;

/// Which tools run commands of a shell: those whose names tell it, and those that an operator
/// names.
public final class ShellTools {
  private final Optional<PatternChoice<TextGlob>> named;
  private final ShellSyntax syntax;

  ShellTools(Optional<PatternChoice<TextGlob>> named, ShellSyntax syntax) {
    this.named = named;
    this.syntax = syntax;
  }

  /// The same tools with another shell.
  ShellTools with(ShellSyntax other) {
    return new ShellTools(named, other);
  }

  /// How their shell reads a command.
  ShellSyntax syntax() {
    return syntax;
  }

  /// The names of the arguments that may be commands; empty for other tools.
  List<String> argumentsOf(PolicyCall call) {
    boolean isNamed =
        named
            .filter(
                names ->
                    names.match(
                            glob ->
                                glob.match(OpenText.of(call.name()))
                                    .or(glob.match(OpenText.of(call.tool()))))
                        == Matched.YES)
            .isPresent();
    if (isNamed) {
      return CommandTools.ARGUMENTS;
    }
    List<String> usual = CommandTools.argumentsOf(call.name());
    return usual.isEmpty() ? CommandTools.argumentsOf(call.tool()) : usual;
  }
}
