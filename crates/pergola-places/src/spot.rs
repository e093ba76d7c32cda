//! A point on the earth, and how far it is to another.

/// The earth's mean radius (IUGG), in kilometres.
const EARTH_KM: f64 = 6371.0088;

/// A point on the earth, in degrees north and east.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    pub latitude: f64,
    pub longitude: f64,
}

impl Spot {
    /// How far it is as a bird flies, in kilometres: the haversine formula (R. W. Sinnott, "Virtues of the Haversine",
    /// Sky and Telescope 68, 1984), right to half a percent, since the earth is no ball.
    #[must_use]
    pub fn kilometres_to(self, other: Self) -> f64 {
        let up = ((other.latitude - self.latitude).to_radians() / 2.0).sin();
        let along = ((other.longitude - self.longitude).to_radians() / 2.0).sin();
        let chord =
            up.mul_add(up, self.latitude.to_radians().cos() * other.latitude.to_radians().cos() * along * along);
        2.0 * EARTH_KM * chord.clamp(0.0, 1.0).sqrt().asin()
    }

    /// The cosine of the angle under which so many kilometres are seen from the middle of the earth: two spots are no
    /// further apart while the sum of the products of their points on the ball is no less.
    #[must_use]
    pub fn cosine_of(kilometres: f64) -> f64 {
        (kilometres / EARTH_KM).clamp(0.0, std::f64::consts::PI).cos()
    }

    /// The point half way on the shortest line between two.
    #[must_use]
    pub fn half_way_to(self, other: Self) -> Self {
        let (here, there) = (self.on_the_ball(), other.on_the_ball());
        let [x, y, z] = [here[0] + there[0], here[1] + there[1], here[2] + there[2]];
        Self { latitude: z.atan2(x.hypot(y)).to_degrees(), longitude: y.atan2(x).to_degrees() }
    }

    /// The point on a ball of radius one: x towards 0° N 0° E, z towards the north pole. The sum of the products of two
    /// such points is the cosine of the angle between them.
    #[must_use]
    pub fn on_the_ball(self) -> [f64; 3] {
        let (latitude, longitude) = (self.latitude.to_radians(), self.longitude.to_radians());
        [latitude.cos() * longitude.cos(), latitude.cos() * longitude.sin(), latitude.sin()]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Spot;

    const TURIN: Spot = Spot { latitude: 45.0705, longitude: 7.6868 };
    const ANCONA: Spot = Spot { latitude: 43.6072, longitude: 13.5103 };

    fn spots() -> impl Strategy<Value = Spot> {
        (-90.0_f64..90.0, -180.0_f64..180.0).prop_map(|(latitude, longitude)| Spot { latitude, longitude })
    }

    #[test]
    fn turin_and_ancona_are_490_kilometres_apart() {
        assert!((TURIN.kilometres_to(ANCONA) - 490.0).abs() < 10.0, "{}", TURIN.kilometres_to(ANCONA));
        assert!(TURIN.kilometres_to(TURIN).abs() < 1e-9);
    }

    #[test]
    fn a_degree_of_longitude_is_shortest_across_the_date_line() {
        let (fiji, samoa) = (Spot { latitude: -17.0, longitude: 179.5 }, Spot { latitude: -17.0, longitude: -179.5 });
        assert!(fiji.kilometres_to(samoa) < 110.0);
        assert!((fiji.half_way_to(samoa).longitude.abs() - 180.0).abs() < 1e-6);
    }

    proptest! {
        #[test]
        fn it_is_as_far_there_as_back(here in spots(), there in spots()) {
            prop_assert!((here.kilometres_to(there) - there.kilometres_to(here)).abs() < 1e-6);
        }

        #[test]
        fn the_ball_knows_who_is_near(here in spots(), there in spots(), kilometres in 1.0_f64..20_000.0) {
            let way = here.kilometres_to(there);
            prop_assume!((way - kilometres).abs() > 0.001);
            let product: f64 = here.on_the_ball().iter().zip(there.on_the_ball()).map(|(one, two)| one * two).sum();
            prop_assert_eq!(product >= Spot::cosine_of(kilometres), way <= kilometres);
        }

        #[test]
        fn half_way_is_as_far_from_both(here in spots(), there in spots()) {
            // Opposite ends of the earth have no half way of their own.
            prop_assume!(here.kilometres_to(there) < 19_000.0);
            let middle = here.half_way_to(there);
            prop_assert!((middle.kilometres_to(here) - middle.kilometres_to(there)).abs() < 0.01);
        }
    }
}
