/// The application: use cases in `api`, and what they are made of. Start with [Application], which
/// puts it together, and [dev.gander.application.api.UseCases], which is what comes out.
@NullMarked
package dev.gander.application;

import org.jspecify.annotations.NullMarked;
