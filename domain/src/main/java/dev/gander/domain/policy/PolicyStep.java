package dev.gander.domain.policy;

import dev.gander.domain.shell.ShellStep;
import dev.gander.domain.shell.ShellWord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  private @Nullable Optional<String> link;

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
      link =
          command.program().contains("/")
              ? places.of(command.words().getFirst()).stream()
                  .filter(OpenText::isKnown)
                  .map(it -> new String(it.symbols(), 0, it.symbols().length))
                  .map(it -> Path.of(it).getFileName())
                  .filter(java.util.Objects::nonNull)
                  .map(Path::toString)
                  .findFirst()
              : Optional.empty();
    }
    return link;
  }
}
