package dev.gander.adapters.http.budget;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.budget.ReportUsage;
import dev.gander.domain.budget.Measure;
import dev.gander.domain.budget.SpendingLimits;
import dev.gander.domain.budget.Standing;
import dev.gander.domain.budget.UsageGroup;
import dev.gander.domain.budget.UsageSum;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was used, and what a session may use; goosed has nothing like it.
public final class BudgetRoutes {
  private static final int USUAL_GROUPS = 100;

  private final UseCases.Budgets use;

  public BudgetRoutes(UseCases.Budgets use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("report_usage", "/gander/v1/usage", this::usage),
        Route.get("list_budgets", "/gander/v1/budgets", this::today),
        Route.get("get_session_limits", "/gander/v1/sessions/{id}/limits", this::limits),
        Route.put("set_session_limits", "/gander/v1/sessions/{id}/limits", this::limit));
  }

  private Answer usage(Call call) {
    UsageGroup group = group(call.query().optionalText("group").orElse("day"));
    LocalDate from = day(call, "from");
    LocalDate to = day(call, "to");
    long most = call.query().optionalUnsigned("limit").orElse(USUAL_GROUPS);
    List<UsageSum> sums =
        use.usage().report(call.caller(), group, from, to, Math.min(most, ReportUsage.MOST));
    return Answer.json(
        JsonObject.builder()
            .put("group", group.wireName())
            .put("usage", JsonArray.of(sums, BudgetRoutes::write))
            .build());
  }

  private static UsageGroup group(String name) {
    return UsageGroup.of(name)
        .orElseThrow(
            () ->
                new Refusal(
                    400,
                    "group must be day, key, provider, model, recipe, session, schedule or run"));
  }

  private static @Nullable LocalDate day(Call call, String name) {
    return call.query().optionalText(name).map(text -> day(name, text)).orElse(null);
  }

  private static LocalDate day(String name, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new Refusal(400, name + " must be a day such as 2026-03-04", e);
    }
  }

  private static Json write(UsageSum sum) {
    return JsonObject.builder()
        .putOrNull("group", sum.group())
        .put("input_tokens", sum.input())
        .put("output_tokens", sum.output())
        .put("cache_read_input_tokens", sum.cacheRead())
        .put("cache_write_input_tokens", sum.cacheWrite())
        .put("cost", Measure.COST.written(sum.nanoDollars()))
        .put("unpriced_model_calls", sum.unpriced())
        .put("model_calls", sum.modelCalls())
        .put("tool_calls", sum.toolCalls())
        .put("time", Measure.TIME.written(sum.millis()))
        .build();
  }

  private Answer limits(Call call) {
    SpendingLimits limits = use.limit().limits(call.session());
    return answer(call, limits);
  }

  private Answer limit(Call call) {
    SpendingLimits wanted = call.body(fields -> SpendingLimits.read(fields.object()));
    use.limit().limit(call.session(), wanted);
    return answer(call, wanted);
  }

  private Answer answer(Call call, SpendingLimits limits) {
    List<Standing> standings = use.list().list(call.caller(), call.session());
    return Answer.json(
        JsonObject.of("limits", limits.toJson()).with("budgets", written(standings)));
  }

  private Answer today(Call call) {
    return Answer.json(JsonObject.of("budgets", written(use.list().today(call.caller()))));
  }

  private JsonArray written(List<Standing> standings) {
    return JsonArray.of(standings, it -> StandingJson.write(it, use.list().zone()));
  }
}
