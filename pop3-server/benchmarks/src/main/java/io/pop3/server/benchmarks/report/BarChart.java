package io.pop3.server.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** Horizontal bars on a linear scale, as SVG. Not safe for several threads. */
public final class BarChart {

  private static final int WIDTH = 860;
  private static final int LABEL_WIDTH = 330;
  private static final int BAR_WIDTH = 440;
  private static final int BAR_HEIGHT = 16;
  private static final int STEP = 24;
  private static final int TOP = 52;

  private final String title;
  private final List<Bar> bars = new ArrayList<>();

  private record Bar(String label, double value) {}

  /**
   * An empty chart.
   *
   * @param title what the bars are
   */
  public BarChart(String title) {
    this.title = title;
  }

  /**
   * Adds a bar below the others.
   *
   * @param label what it is for
   * @param value its length, not negative
   */
  public void bar(String label, double value) {
    bars.add(new Bar(label, value));
  }

  /**
   * The chart so far.
   *
   * @return an SVG document
   */
  public String svg() {
    double greatest = bars.stream().mapToDouble(Bar::value).max().orElse(1);
    Svg svg = new Svg(WIDTH, TOP + bars.size() * STEP + BAR_HEIGHT);
    svg.text(WIDTH / 2.0, 26, Svg.Anchor.MIDDLE, title);
    int y = TOP;
    for (Bar bar : bars) {
      double length = greatest == 0 ? 0 : bar.value() / greatest * BAR_WIDTH;
      double baseline = y + BAR_HEIGHT - 4.0;
      svg.text(LABEL_WIDTH - 8.0, baseline, Svg.Anchor.END, bar.label());
      svg.rectangle(LABEL_WIDTH, y, length, BAR_HEIGHT);
      svg.text(LABEL_WIDTH + length + 6, baseline, Svg.Anchor.START, Numbers.brief(bar.value()));
      y += STEP;
    }
    return svg.document();
  }
}
