/// Budgets at work. Every model call of every session passes
/// [dev.gander.application.budget.MeteredProvider]: it asks [dev.gander.application.budget.Budgets]
/// before, and tells it afterwards what was used.
@NullMarked
package dev.gander.application.budget;

import org.jspecify.annotations.NullMarked;
