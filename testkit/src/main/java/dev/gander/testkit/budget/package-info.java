/// Budgets: the contracts of their ports, and in-memory twins.
@NullMarked
package dev.gander.testkit.budget;

import org.jspecify.annotations.NullMarked;
