package dev.gander.application.budget;

import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.budget.BudgetPlan;
import dev.gander.domain.config.Settings;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// The settings of budgets, read at each use. A budget that cannot be understood does not count as
/// none: see [#problems()]. Thread-safe.
public final class BudgetSettings {
  public static final String BUDGETS_KEY = "GANDER_BUDGETS";
  public static final String UNPRICED_KEY = "GANDER_UNPRICED_MODELS";

  private final TypedSettings settings;
  private final Supplier<List<String>> prices;
  private volatile Plan latest = new Plan(JsonNull.NULL, BudgetPlan.UNLIMITED, List.of());

  /// What was written, and what was understood of it.
  private record Plan(Json written, BudgetPlan plan, List<String> problems) {
    static Plan of(Json written) {
      List<String> problems = new ArrayList<>();
      BudgetPlan plan =
          written == JsonNull.NULL ? BudgetPlan.UNLIMITED : BudgetPlan.read(written, problems);
      return new Plan(written, plan, List.copyOf(problems));
    }
  }

  /// @param prices what of the prices could not be understood
  public BudgetSettings(Settings settings, Supplier<List<String>> prices) {
    this.settings = new TypedSettings(settings);
    this.prices = prices;
  }

  /// The limits that are set.
  BudgetPlan plan() {
    return current().plan();
  }

  /// What of the limits could not be understood; empty if all could.
  public List<String> problems() {
    List<String> problems = new ArrayList<>(prices.get());
    current().problems().forEach(problem -> problems.add(BUDGETS_KEY + ": " + problem));
    try {
      var _ = refusesUnpriced();
    } catch (InvalidInput e) {
      problems.add(e.text());
    }
    return problems;
  }

  private Plan current() {
    Json written = settings.settings().find(BUDGETS_KEY).orElse(JsonNull.NULL);
    Plan known = latest;
    if (!written.equals(known.written())) {
      known = Plan.of(written);
      latest = known;
    }
    return known;
  }

  /// `GANDER_UNPRICED_MODELS`: whether models without a price are called (`allow`, the default) or
  /// not (`refuse`).
  ///
  /// @throws InvalidInput if it is anything else
  boolean refusesUnpriced() {
    return settings
        .text(UNPRICED_KEY)
        .map(
            text ->
                switch (text.strip().toLowerCase(Locale.ROOT)) {
                  case "refuse" -> true;
                  case "allow" -> false;
                  default ->
                      throw new InvalidInput(
                          "The setting " + UNPRICED_KEY + " must be allow or refuse");
                })
        .orElse(false);
  }
}
