package dev.gander.domain.policy;

import dev.gander.domain.shell.ShellStep;
import dev.gander.domain.shell.ShellWord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One of the things that a call does, with what is compared. Paths are looked up once they are
/// needed. Not thread-safe.
final class PolicyStep {
  private final PolicyCall call;
  private final @Nullable ShellStep step;
  private final Places places;
  private @Nullable List<List<OpenText>> paths;
  private @Nullable List<OpenText> hosts;

  /// Empty for none, null as long as nobody has looked.
  private @Nullable String link;

  /// @param step null for the call as a whole
  PolicyStep(PolicyCall call, @Nullable ShellStep step, Places places) {
    this.call = call;
    this.step = step;
    this.places = places;
  }

  PolicyCall call() {
    return call;
  }

  Places places() {
    return places;
  }

  boolean isCommand() {
    return step instanceof ShellStep.Command;
  }

  boolean isWholeCall() {
    return step == null;
  }

  /// The name of the program that a command runs, without its folder.
  Optional<String> program() {
    List<ShellWord> words =
        switch (step) {
          case null -> List.of();
          case ShellStep.Command command -> command.words();
          case ShellStep.Unclear unclear -> unclear.words();
          case ShellStep.Redirection _ -> List.of();
        };
    return words.stream()
        .findFirst()
        .map(ShellWord::shown)
        .map(name -> name.substring(name.lastIndexOf('/') + 1));
  }

  /// Each with all that it may mean.
  List<List<OpenText>> paths() {
    if (paths == null) {
      List<List<OpenText>> found = new ArrayList<>();
      List<ShellWord> words =
          step == null ? PathsOfCall.in(call.arguments()) : PathsOfCall.in(step);
      words.forEach(word -> found.add(places.of(word)));
      paths = found;
    }
    return paths;
  }

  List<OpenText> hosts() {
    if (hosts == null) {
      hosts = step == null ? HostsOfCall.in(call.arguments()) : HostsOfCall.in(step);
    }
    return hosts;
  }

  Matched command(CommandPattern pattern) {
    return switch (step) {
      case null -> Matched.NO;
      case ShellStep.Command command -> pattern.match(command.words(), link(command));
      case ShellStep.Redirection redirection ->
          pattern.match(
              List.of(ShellWord.of(redirection.sign()), redirection.target()), Optional.empty());
      case ShellStep.Unclear unclear when unclear.words().isEmpty() -> Matched.MAYBE;
      case ShellStep.Unclear unclear ->
          pattern.match(unclear.words(), Optional.empty()).or(Matched.MAYBE);
    };
  }

  /// The name of the program that a link leads to: another name does not make another program.
  private Optional<String> link(ShellStep.Command command) {
    if (link == null) {
      link = command.program().contains("/") ? target(command.words().getFirst()) : "";
    }
    return Optional.of(link).filter(name -> !name.isEmpty());
  }

  private String target(ShellWord program) {
    return places.of(program).stream()
        .filter(OpenText::isKnown)
        .map(path -> Path.of(path.known()).getFileName())
        .filter(Objects::nonNull)
        .map(Path::toString)
        .findFirst()
        .orElse("");
  }
}
