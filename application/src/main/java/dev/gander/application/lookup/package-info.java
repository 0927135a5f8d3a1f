/// The platform extensions that look something up for the model: skills, and earlier sessions.
/// Start with [LookupExtensions].
@NullMarked
package dev.gander.application.lookup;

import org.jspecify.annotations.NullMarked;
