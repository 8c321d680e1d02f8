package io.pop3.server.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Curves on logarithmic scales, as SVG: a power of x is a straight line, and what grows as x does
 * rises by one decade a decade. Not safe for several threads.
 */
public final class LineChart {

  private static final int WIDTH = 660;
  private static final int HEIGHT = 420;
  private static final int LEFT = 80;
  private static final int RIGHT = 620;
  private static final int TOP = 50;
  private static final int BOTTOM = 350;
  private static final int LEGEND_STEP = 130;
  private static final double MILLION = 1e6;
  private static final double BILLION = 1e9;

  private final String title;
  private final String horizontal;
  private final Map<String, List<double[]>> curves = new LinkedHashMap<>();

  /**
   * An empty chart.
   *
   * @param title what the curves are
   * @param horizontal what x is
   */
  public LineChart(String title, String horizontal) {
    this.title = title;
    this.horizontal = horizontal;
  }

  /**
   * Adds a point to a curve.
   *
   * @param curve the name of the curve
   * @param x greater than 0
   * @param y greater than 0
   * @throws IllegalArgumentException if x or y is not
   */
  public void point(String curve, double x, double y) {
    if (!(x > 0) || !(y > 0)) {
      throw new IllegalArgumentException("point: " + x + ", " + y + " (expected: > 0)");
    }
    curves.computeIfAbsent(curve, name -> new ArrayList<>()).add(new double[] {x, y});
  }

  /**
   * The chart so far.
   *
   * @return an SVG document
   */
  public String svg() {
    Svg svg = new Svg(WIDTH, HEIGHT);
    svg.text(WIDTH / 2.0, 24, Svg.Anchor.MIDDLE, title);
    svg.text((LEFT + RIGHT) / 2.0, BOTTOM + 40.0, Svg.Anchor.MIDDLE, horizontal);
    Axis x = axis(point -> point[0], LEFT, RIGHT);
    Axis y = axis(point -> point[1], BOTTOM, TOP);
    for (double tick : x.decades()) {
      svg.gridLine(x.at(tick), TOP, x.at(tick), BOTTOM);
      svg.text(x.at(tick), BOTTOM + 18.0, Svg.Anchor.MIDDLE, tick(tick));
    }
    for (double tick : y.decades()) {
      svg.gridLine(LEFT, y.at(tick), RIGHT, y.at(tick));
      svg.text(LEFT - 6.0, y.at(tick) + 4, Svg.Anchor.END, tick(tick));
    }
    int colour = 0;
    for (Map.Entry<String, List<double[]>> curve : curves.entrySet()) {
      List<double[]> points =
          curve.getValue().stream()
              .map(point -> new double[] {x.at(point[0]), y.at(point[1])})
              .toList();
      svg.path(points, colour);
      double legend = LEFT + (double) colour * LEGEND_STEP;
      svg.path(List.of(new double[] {legend, HEIGHT - 12.0}), colour);
      svg.text(legend + 10, HEIGHT - 8.0, Svg.Anchor.START, curve.getKey());
      colour++;
    }
    return svg.document();
  }

  private Axis axis(ToDoubleFunction<double[]> coordinate, int from, int to) {
    double[] values =
        curves.values().stream().flatMap(List::stream).mapToDouble(coordinate).sorted().toArray();
    if (values.length == 0) {
      return new Axis(0, 1, from, to);
    }
    int first = (int) Math.floor(Math.log10(values[0]));
    int last = (int) Math.ceil(Math.log10(values[values.length - 1]));
    return new Axis(first, Math.max(last, first + 1), from, to);
  }

  private static String tick(double value) {
    if (value >= BILLION) {
      return String.format(Locale.ROOT, "%.0f G", value / BILLION);
    }
    if (value >= MILLION) {
      return String.format(Locale.ROOT, "%.0f M", value / MILLION);
    }
    return value >= 1 ? String.format(Locale.ROOT, "%,.0f", value) : Double.toString(value);
  }

  /** A logarithmic scale from a power of ten to another. */
  private record Axis(int firstDecade, int lastDecade, int from, int to) {

    double at(double value) {
      double share = (Math.log10(value) - firstDecade) / (lastDecade - firstDecade);
      return from + share * (to - from);
    }

    List<Double> decades() {
      List<Double> decades = new ArrayList<>();
      for (int decade = firstDecade; decade <= lastDecade; decade++) {
        decades.add(Math.pow(10, decade));
      }
      return decades;
    }
  }
}
