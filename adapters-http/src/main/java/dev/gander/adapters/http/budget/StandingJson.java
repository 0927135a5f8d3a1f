package dev.gander.adapters.http.budget;

import dev.gander.domain.budget.Budget;
import dev.gander.domain.budget.Measure;
import dev.gander.domain.budget.Standing;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.time.ZoneId;

/// The form of a budget and what of it is used.
public final class StandingJson {
  private StandingJson() {}

  /// @param zone in which days begin
  public static Json write(Standing standing, ZoneId zone) {
    Budget budget = standing.budget();
    Measure measure = budget.measure();
    return JsonObject.builder()
        .put("scope", budget.account().scope().wireName())
        .put("id", budget.account().id())
        .put("measure", measure.wireName())
        .put("limit", measure.written(budget.most()))
        .put("used", measure.written(standing.used().of(measure)))
        .put("left", measure.written(standing.left()))
        .putOrNull("free_again", budget.freeAgain(zone).map(Object::toString).orElse(null))
        .build();
  }
}
