package io.ottla.demo.screen;

import io.ottla.demo.plot.Check;
import io.ottla.demo.plot.Story;
import java.util.List;

/** Where the demo is shown. */
public interface Screen {

    /** Something happened that is worth a line. */
    void tell(String line);

    /** Something may have changed. */
    void draw(Story story);

    /** It is over. */
    void finish(Story story, List<Check> checks);
}
