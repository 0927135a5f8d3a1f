/// Budgets: what is measured ([dev.gander.domain.budget.Measure]), who spends it
/// ([dev.gander.domain.budget.Account]), how much may be spent, when that is spent and when it is
/// free again ([dev.gander.domain.budget.Budget]), and the ledger of what was used.
@NullMarked
package dev.gander.domain.budget;

import org.jspecify.annotations.NullMarked;
