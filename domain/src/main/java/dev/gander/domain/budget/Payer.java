package dev.gander.domain.budget;

import dev.gander.domain.access.KeyId;
import dev.gander.domain.session.SessionId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// For whom a model is called. What a sub-agent uses is paid by the session that delegated.
///
/// @param session null for a call outside of any session
/// @param recipe the title of the recipe that the session follows
public record Payer(
    @Nullable SessionId session,
    KeyId key,
    @Nullable String recipe,
    @Nullable String schedule,
    @Nullable String run) {

  /// The accounts that pay, without that of a turn.
  public List<Account> accounts(LocalDate today) {
    List<Account> accounts = new ArrayList<>();
    if (run != null) {
      accounts.add(new Account(BudgetScope.RUN, run, null));
    }
    if (session != null) {
      accounts.add(new Account(BudgetScope.SESSION, session.value(), null));
    }
    if (recipe != null) {
      accounts.add(new Account(BudgetScope.RECIPE, recipe, today));
    }
    if (schedule != null) {
      accounts.add(new Account(BudgetScope.SCHEDULE, schedule, today));
    }
    accounts.add(new Account(BudgetScope.KEY, key.value(), today));
    accounts.add(new Account(BudgetScope.DAY, "", today));
    return accounts;
  }

  /// The same, as a run of a job that follows a recipe.
  public Payer ofJob(String job, @Nullable String its) {
    return new Payer(session, key, its, job, run);
  }

  /// The same, following a recipe unless it follows one already.
  public Payer orWithRecipe(@Nullable String other) {
    return recipe == null ? new Payer(session, key, other, schedule, run) : this;
  }
}
