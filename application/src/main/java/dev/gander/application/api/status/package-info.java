/// What the server reports about itself.
@NullMarked
package dev.gander.application.api.status;

import org.jspecify.annotations.NullMarked;
