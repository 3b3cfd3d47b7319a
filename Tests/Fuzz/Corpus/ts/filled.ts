@problemName Vowels
@timeStamps false
@missing false
@univariate false
@dimensions 12
@equalLength false
@classLabel true 1 2
@data
0.0,0.1,0.2,0.3,0.4,0.5,0.6,NaN,NaN,NaN:1.0,1.1,1.2,1.3,1.4,1.5,1.6,NaN,NaN,NaN:2.0,2.1,2.2,2.3,2.4,2.5,2.6,NaN,NaN,NaN:3.0,3.1,3.2,3.3,3.4,3.5,3.6,NaN,NaN,NaN:4.0,4.1,4.2,4.3,4.4,4.5,4.6,NaN,NaN,NaN:5.0,5.1,5.2,5.3,5.4,5.5,5.6,NaN,NaN,NaN:6.0,6.1,6.2,6.3,6.4,6.5,6.6,NaN,NaN,NaN:7.0,7.1,7.2,7.3,7.4,7.5,7.6,NaN,NaN,NaN:8.0,8.1,8.2,8.3,8.4,8.5,8.6,NaN,NaN,NaN:9.0,9.1,9.2,9.3,9.4,9.5,9.6,NaN,NaN,NaN:10.0,10.1,10.2,10.3,10.4,10.5,10.6,NaN,NaN,NaN:11.0,11.1,11.2,11.3,11.4,11.5,11.6,NaN,NaN,NaN:1
