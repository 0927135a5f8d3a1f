/// The application: use cases in `api`, and the classes behind them. Start with [Application],
/// which assembles it, and [dev.gander.application.api.UseCases], which it offers.
@NullMarked
package dev.gander.application;

import org.jspecify.annotations.NullMarked;
