package dev.gander.adapters.http.config;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.policy.CheckPolicy.Question;
import dev.gander.application.api.policy.CheckPolicy.Result;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.policy.PolicyRule;
import dev.gander.domain.policy.RuledStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the rules on commands say; goosed has nothing like it.
public final class PolicyRoutes {
  private static final String VERDICT = "verdict";

  private final UseCases.Config use;

  public PolicyRoutes(UseCases.Config use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(Route.post("check_policy", "/gander/v1/policy/check", this::check));
  }

  private Answer check(Call call) {
    return Answer.json(write(use.checkPolicy().check(call.body(PolicyRoutes::question))));
  }

  private static Question question(JsonFields fields) {
    String command =
        fields.only("command", "folder", "tool", "extension", "arguments").optionalText("command");
    String folder = fields.optionalText("folder");
    String tool = fields.optionalText("tool");
    String extension = fields.optionalText("extension");
    JsonObject arguments = fields.optional("arguments", JsonFields::asObject);
    if (tool == null) {
      if (command == null) {
        throw new Refusal(400, "Give a command, or a tool");
      }
      return Question.ofCommand(command, folder);
    }
    return new Question(extension, tool, arguments == null ? JsonObject.EMPTY : arguments, folder);
  }

  private static Json write(Result result) {
    JsonObject.Builder answer = JsonObject.builder();
    switch (result) {
      case Result.Unruled _ -> answer(answer, "absent", "allow", null, null, List.of());
      case Result.Broken(String problem) ->
          answer(answer, "broken", "deny", null, problem, List.of());
      case Result.Ruled(var judgement) ->
          answer(
              answer,
              "valid",
              judgement.verdict().wire(),
              judgement.decisive().rule(),
              null,
              judgement.steps());
    }
    return answer.build();
  }

  private static void answer(
      JsonObject.Builder answer,
      String policy,
      String verdict,
      @Nullable PolicyRule rule,
      @Nullable String problem,
      List<RuledStep> steps) {
    answer
        .put("policy", policy)
        .put(VERDICT, verdict)
        .putOrNull("rule", rule == null ? null : write(rule))
        .putOrNull("problem", problem)
        .put("steps", JsonArray.of(steps, PolicyRoutes::write));
  }

  private static Json write(PolicyRule rule) {
    return JsonObject.builder()
        .put("list", rule.verdict().wire())
        .put("position", rule.position())
        .putOrNull("name", rule.name())
        .putOrNull("reason", rule.reason())
        .build();
  }

  private static Json write(RuledStep step) {
    PolicyRule rule = step.rule();
    return JsonObject.builder()
        .put("text", step.what())
        .put(VERDICT, step.verdict().wire())
        .putOrNull("rule", rule == null ? null : write(rule))
        .put("why", step.why())
        .build();
  }
}
