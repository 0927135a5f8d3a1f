package dev.gander.application.api.policy;

import dev.gander.application.policy.PolicyGuard;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.policy.PolicyCall;
import dev.gander.domain.policy.PolicyJudgement;
import dev.gander.domain.policy.PolicyState;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Tells what the rules say about a call, without making it.
public final class CheckPolicy {
  private final PolicyGuard guard;
  private final Path workingDir;

  /// @param workingDir for calls without a folder
  public CheckPolicy(PolicyGuard guard, Path workingDir) {
    this.guard = guard;
    this.workingDir = workingDir;
  }

  /// A call of a tool.
  ///
  /// @param extension null for the one that the tool's name begins with, if it has such a name
  /// @param folder null for the server's own
  public record Question(
      @Nullable String extension, String tool, JsonObject arguments, @Nullable String folder) {
    /// Of the tool `shell`.
    public static Question ofCommand(String command, @Nullable String folder) {
      return new Question(
          "developer", "shell", JsonObject.builder().put("command", command).build(), folder);
    }
  }

  /// What they say.
  public sealed interface Result {
    /// There are no rules.
    record Unruled() implements Result {}

    record Ruled(PolicyJudgement judgement) implements Result {}

    /// Everything is denied, since nobody knows what the file says.
    record Broken(String problem) implements Result {}
  }

  /// @throws InvalidInput if the folder is not an absolute path
  public Result check(Question question) {
    PolicyCall call = call(question);
    return switch (guard.state()) {
      case PolicyState.Absent _ -> new Result.Unruled();
      case PolicyState.Broken(String problem) -> new Result.Broken(problem);
      case PolicyState.Valid valid -> new Result.Ruled(guard.judge(valid, call));
    };
  }

  private PolicyCall call(Question question) {
    String name = question.tool();
    int joint = name.indexOf("__");
    boolean isPrefixed = question.extension() == null && joint >= 0;
    String extension = isPrefixed ? name.substring(0, joint) : question.extension();
    return new PolicyCall(
        extension == null ? "" : extension,
        isPrefixed ? name.substring(joint + 2) : name,
        name,
        question.arguments(),
        folder(question.folder()));
  }

  private Path folder(@Nullable String given) {
    if (given == null) {
      return workingDir;
    }
    try {
      Path folder = Path.of(given);
      if (folder.isAbsolute()) {
        return folder;
      }
    } catch (InvalidPathException _) {
      // Said below.
    }
    throw new InvalidInput("`folder` has to be an absolute path");
  }
}
