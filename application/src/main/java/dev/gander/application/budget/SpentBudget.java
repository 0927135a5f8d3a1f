package dev.gander.application.budget;

import dev.gander.domain.budget.Payer;
import dev.gander.domain.budget.Standing;

/// A request was refused because a budget is spent.
///
/// @param payer whose request it was
/// @param text for people
public record SpentBudget(Payer payer, Standing standing, String text) {}
