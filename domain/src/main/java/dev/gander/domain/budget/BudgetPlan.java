package dev.gander.domain.budget;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The limits that a server's operator sets. JSON form: `{turn, run, session, recipe, schedule,
/// key, day}`, each with [SpendingLimits] for every one of its kind, and `{recipes, schedules,
/// keys}`, each a map from names to limits that replace those of its kind.
public final class BudgetPlan {
  public static final BudgetPlan UNLIMITED = new BudgetPlan(Map.of(), Map.of());

  private static final Map<String, BudgetScope> NAMED =
      Map.of(
          "recipes",
          BudgetScope.RECIPE,
          "schedules",
          BudgetScope.SCHEDULE,
          "keys",
          BudgetScope.KEY);

  private final Map<BudgetScope, SpendingLimits> each;
  private final Map<BudgetScope, Map<String, SpendingLimits>> named;

  private BudgetPlan(
      Map<BudgetScope, SpendingLimits> each, Map<BudgetScope, Map<String, SpendingLimits>> named) {
    this.each = each;
    this.named = named;
  }

  /// Reads everything, whatever is wrong with it.
  ///
  /// @param problems receives a text for each mistake, and where it is
  public static BudgetPlan read(Json json, List<String> problems) {
    if (!(json instanceof JsonObject(Map<String, Json> members))) {
      problems.add("it must be a map from turn, session, day, … to limits");
      return UNLIMITED;
    }
    Map<BudgetScope, SpendingLimits> each = new EnumMap<>(BudgetScope.class);
    Map<BudgetScope, Map<String, SpendingLimits>> named = new EnumMap<>(BudgetScope.class);
    members.forEach(
        (name, value) -> {
          @Nullable BudgetScope group = NAMED.get(name);
          if (group != null) {
            named.put(group, limitsByName(name, value, problems));
          } else {
            BudgetScope.of(name)
                .ifPresentOrElse(
                    scope -> each.put(scope, limits(name, value, problems)),
                    () -> problems.add(name + ": there is no such budget"));
          }
        });
    return new BudgetPlan(each, named);
  }

  private static Map<String, SpendingLimits> limitsByName(
      String name, Json json, List<String> problems) {
    Map<String, SpendingLimits> limits = new HashMap<>();
    try {
      JsonFields.asObject(json)
          .members()
          .forEach((id, value) -> limits.put(id, limits(name + "." + id, value, problems)));
    } catch (InvalidShape e) {
      problems.add(name + ": " + e.unquoted());
    }
    return limits;
  }

  private static SpendingLimits limits(String place, Json json, List<String> problems) {
    try {
      return SpendingLimits.read(json);
    } catch (InvalidShape e) {
      problems.add(place + ": " + e.unquoted());
      return SpendingLimits.NONE;
    }
  }

  /// The limits of an account.
  public SpendingLimits of(Account account) {
    @Nullable SpendingLimits own = named.getOrDefault(account.scope(), Map.of()).get(account.id());
    return own == null ? each.getOrDefault(account.scope(), SpendingLimits.NONE) : own;
  }

  /// The accounts of a day that are known without a caller: that of the server, and those of
  /// recipes, schedules and keys that have limits of their own.
  public List<Account> daily(LocalDate today) {
    List<Account> accounts = new ArrayList<>();
    accounts.add(new Account(BudgetScope.DAY, "", today));
    for (BudgetScope scope : BudgetScope.values()) {
      named.getOrDefault(scope, Map.of()).keySet().stream()
          .sorted()
          .map(id -> new Account(scope, id, today))
          .forEach(accounts::add);
    }
    return accounts;
  }

  public boolean isUnlimited() {
    List<SpendingLimits> all = new ArrayList<>(each.values());
    named.values().forEach(limits -> all.addAll(limits.values()));
    return all.stream().allMatch(SpendingLimits::isUnlimited);
  }
}
