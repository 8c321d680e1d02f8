package io.pop3.server.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ChartTest {

  @Test
  void barsAreAsLongAsTheirValues() throws Exception {
    BarChart chart = new BarChart("a & b <c>");
    chart.bar("first", 2);
    chart.bar("second", 1);
    Document svg = parse(chart.svg());
    NodeList bars = svg.getElementsByTagName("rect");
    assertThat(bars.getLength()).isEqualTo(2);
    assertThat(width(bars, 0)).isEqualTo(2 * width(bars, 1));
    assertThat(svg.getDocumentElement().getTextContent())
        .contains("a & b <c>", "first", "second", "2.00", "1.00");
  }

  @Test
  void aChartWithoutBarsIsStillADocument() throws Exception {
    assertThat(parse(new BarChart("nothing").svg()).getDocumentElement().getTagName())
        .isEqualTo("svg");
  }

  private static double width(NodeList bars, int index) {
    return Double.parseDouble(((Element) bars.item(index)).getAttribute("width"));
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }
}
