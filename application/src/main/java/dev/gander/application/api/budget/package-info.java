/// Use cases of budgets and usage.
@NullMarked
package dev.gander.application.api.budget;

import org.jspecify.annotations.NullMarked;
