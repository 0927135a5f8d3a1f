package dev.gander.application.policy;

import dev.gander.application.agent.Agent;
import dev.gander.application.extension.ToolRoute;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.extension.ToolNames;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.policy.PolicyCall;
import dev.gander.domain.policy.PolicyFile;
import dev.gander.domain.policy.PolicyJudgement;
import dev.gander.domain.policy.PolicyState;
import dev.gander.domain.policy.PolicyVerdict;
import dev.gander.domain.policy.RealPaths;
import dev.gander.domain.policy.RuledStep;
import dev.gander.domain.tool.HiddenText;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// Holds the rules of `policy.yaml` against calls. Costs one look at the file's date where there is
/// none. Thread-safe.
public final class PolicyGuard {
  private static final System.Logger LOG = System.getLogger(PolicyGuard.class.getName());
  private static final Ruling FREE = new Ruling.Free();
  private static final int LONGEST_SHOWN = 500;
  private static final int MOST_SHOWN = 5;

  private final PolicyFile file;
  private final RealPaths paths;
  private final Path home;

  /// @param home the meaning of `~`
  public PolicyGuard(PolicyFile file, RealPaths paths, Path home) {
    this.file = file;
    this.paths = paths;
    this.home = home;
  }

  /// Rules about a call of an agent's tool.
  ///
  /// @param name the public name
  public Ruling rule(Agent agent, String name, JsonObject arguments) throws InterruptedException {
    return switch (file.read()) {
      case PolicyState.Absent _ -> FREE;
      case PolicyState.Broken(String problem) -> refused(problem);
      case PolicyState.Valid valid -> {
        PolicyCall call = call(agent, name, arguments);
        Ruling ruling = ruling(valid.policy().judge(call, paths, home));
        log(agent, name, ruling);
        yield ruling;
      }
    };
  }

  /// Rules about a command that does not come from a tool.
  ///
  /// @param origin in the place of an extension
  public Ruling ruleCommand(String origin, String command, Path folder) {
    return switch (file.read()) {
      case PolicyState.Absent _ -> FREE;
      case PolicyState.Broken(String problem) -> refused(problem);
      case PolicyState.Valid valid ->
          ruling(valid.policy().judge(command(origin, command, folder), paths, home));
    };
  }

  /// What the file says at the moment.
  public PolicyState state() {
    return file.read();
  }

  /// @param state of [#state()]
  public PolicyJudgement judge(PolicyState.Valid state, PolicyCall call) {
    return state.policy().judge(call, paths, home);
  }

  /// A command as the tool `shell` would run it.
  public static PolicyCall command(String origin, String command, Path folder) {
    JsonObject arguments = JsonObject.builder().put("command", command).build();
    return new PolicyCall(origin, "shell", "shell", arguments, folder);
  }

  private static PolicyCall call(Agent agent, String name, JsonObject arguments)
      throws InterruptedException {
    ToolNames.Parts parts = parts(agent, name);
    return new PolicyCall(
        parts.extension().value(), parts.tool(), name, arguments, agent.workingDir());
  }

  /// A tool that is unknown is refused later, or belongs to no extension.
  private static ToolNames.Parts parts(Agent agent, String name) throws InterruptedException {
    try {
      return switch (agent.extensions().route(name)) {
        case ToolRoute.ToExtension(var extension, String tool, _) ->
            new ToolNames.Parts(extension, tool);
        case ToolRoute.ToFrontend(var listed) -> ToolNames.parts(listed);
      };
    } catch (ExtensionException _) {
      return ToolNames.split(name).orElseGet(() -> PolicyGuard.unowned(name));
    }
  }

  private static ToolNames.Parts unowned(String name) {
    return new ToolNames.Parts(new ExtensionKey(""), name);
  }

  private static void log(Agent agent, String name, Ruling ruling) {
    String text =
        switch (ruling) {
          case Ruling.Free _ -> "";
          case Ruling.Question(String asked) -> asked;
          case Ruling.Refusal(String refused) -> refused;
        };
    if (!text.isEmpty()) {
      // The command itself may contain a secret; the session has it.
      LOG.log(
          Level.INFO,
          "session {0}: {1}: {2}",
          agent.sessionId(),
          name,
          text.lines().findFirst().orElse(""));
    }
  }

  private static Ruling refused(String problem) {
    return new Ruling.Refusal(
        "This call was not run: " + problem + ". No tool runs until the file is mended.");
  }

  private static Ruling ruling(PolicyJudgement judgement) {
    return switch (judgement.verdict()) {
      case ALLOW -> FREE;
      case ASK ->
          new Ruling.Question(
              "The policy leaves this to a person: "
                  + titles(judgement, PolicyVerdict.ASK)
                  + "\n"
                  + lines(judgement, PolicyVerdict.ASK));
      case DENY ->
          new Ruling.Refusal(
              "The policy denies this call: "
                  + titles(judgement, PolicyVerdict.DENY)
                  + "\n"
                  + lines(judgement, PolicyVerdict.DENY)
                  + "\nDo not try to reach the same in another way. Tell the user what you wanted to"
                  + " do.");
    };
  }

  private static List<RuledStep> steps(PolicyJudgement judgement, PolicyVerdict verdict) {
    return judgement.steps().stream().filter(step -> step.verdict() == verdict).toList();
  }

  private static String titles(PolicyJudgement judgement, PolicyVerdict verdict) {
    return steps(judgement, verdict).stream()
        .map(PolicyGuard::title)
        .distinct()
        .limit(MOST_SHOWN)
        .collect(Collectors.joining("; "));
  }

  private static String title(RuledStep step) {
    String title = step.rule() == null ? "" : step.rule().title();
    return title.isEmpty() || step.why().isEmpty()
        ? title + step.why() + (title.isEmpty() ? " (policy.yaml)" : "")
        : title + ", " + step.why();
  }

  private static String lines(PolicyJudgement judgement, PolicyVerdict verdict) {
    return steps(judgement, verdict).stream()
        .limit(MOST_SHOWN)
        .map(PolicyGuard::line)
        .distinct()
        .collect(Collectors.joining("\n"));
  }

  private static String line(RuledStep step) {
    String what = HiddenText.visible(step.what());
    String shown = what.length() <= LONGEST_SHOWN ? what : what.substring(0, LONGEST_SHOWN) + "…";
    String reason = step.rule() == null ? null : step.rule().reason();
    return "- " + shown + (reason == null ? "" : "\n  " + reason);
  }
}
