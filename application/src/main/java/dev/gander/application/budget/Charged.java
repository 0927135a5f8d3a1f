package dev.gander.application.budget;

import dev.gander.domain.budget.Payer;
import org.jspecify.annotations.Nullable;

/// Who pays for a call.
///
/// @param tab of the turn to which it belongs; null outside of turns
record Charged(Payer payer, @Nullable TurnTab tab) {}
